package io.piitrace.agent.program;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;

/** A servlet and one request, without a server. */
public final class Serving extends HttpServlet {
    private static final long serialVersionUID = 1;

    public static void main(String[] arguments) throws Exception {
        ServletRequest request = (ServletRequest) Proxy.newProxyInstance(
                Serving.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, args) -> method.getName().equals("getMethod") ? "GET" : null);
        new Serving().service(request, null);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        System.out.println("served");
    }
}
